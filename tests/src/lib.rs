//! Checks of the book.
