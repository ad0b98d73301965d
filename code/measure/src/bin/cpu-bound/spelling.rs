//! The job: for each misspelt word, the nearest word of a dictionary. `cpu_bound.py` makes the same words and finds the same.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Misspelt words of one list.
pub const WORDS: usize = 1024;
/// As many of them as Python does in one operation.
pub const PYTHON_WORDS: usize = 16;
/// What is found for all of them, and for Python's share, as one number each. Python asserts the second too.
pub const FOUND: u64 = 516_974_975;
const FOUND_BY_PYTHON: u64 = 165_118;

const DICTIONARY: u64 = 64;
const LETTERS: &[u8] = b"etaoinshrdlu";
const LONGEST: usize = 12;

/// A dictionary, and the words to look up in it.
pub struct Spelling {
    dictionary: Vec<Box<[u8]>>,
    known: HashSet<Box<[u8]>>,
    words: Vec<Box<[u8]>>,
}

/// The same in every thread, and in every process that makes it.
pub fn spelling() -> &'static Spelling {
    static SPELLING: LazyLock<Spelling> = LazyLock::new(Spelling::new);
    &SPELLING
}

impl Spelling {
    fn new() -> Self {
        let mut random = Random(2026);
        let dictionary: Vec<Box<[u8]>> = (0..DICTIONARY)
            .map(|_| {
                let length = 3 + random.below(10);
                (0..length).map(|_| random.letter()).collect()
            })
            .collect();
        let words = (0..WORDS).map(|_| {
            let mut word = dictionary[random.below(DICTIONARY)].clone();
            for _ in 0..=random.below(3) {
                // Two statements: in one, Rust would draw the letter first, and Python the place.
                let place = random.below(word.len() as u64);
                word[place] = random.letter();
            }
            word
        });
        let spelling = Spelling {
            words: words.collect(),
            known: dictionary.iter().cloned().collect(),
            dictionary,
        };
        assert_eq!(spelling.check_all(0..PYTHON_WORDS), FOUND_BY_PYTHON);
        spelling
    }

    /// The misspelt words.
    pub fn words(&self) -> &[Box<[u8]>] {
        &self.words
    }

    /// The words that are spelt right.
    pub fn dictionary(&self) -> &[Box<[u8]>] {
        &self.dictionary
    }

    /// What is found for the words at these places, added up: in whatever order, the sum is the same.
    pub fn check_all(&self, places: Range<usize>) -> u64 {
        places.map(|place| self.check(place)).sum()
    }

    /// What is found for the word at this place.
    pub fn check(&self, place: usize) -> u64 {
        (place as u64 + 1) * self.nearest(&self.words[place])
    }

    /// The first of the nearest words in the dictionary, and how far it is, in one number.
    pub fn nearest(&self, word: &[u8]) -> u64 {
        let far = self.dictionary.iter().map(|other| distance(word, other));
        let (place, least) = far
            .enumerate()
            .min_by_key(|&(_, distance)| distance)
            .expect("there are words");
        place as u64 * 32 + u64::from(least)
    }

    /// The cheap half of a spell checker: whether a word is in the dictionary at all.
    pub fn knows(&self, word: &[u8]) -> bool {
        self.known.contains(word)
    }
}

/// How many letters have to be replaced, added or left out to make one word of the other (Levenshtein).
fn distance(one: &[u8], other: &[u8]) -> u32 {
    let mut row: [u32; LONGEST + 1] = std::array::from_fn(|column| column as u32);
    for (line, letter) in (1..).zip(one) {
        let mut corner = row[0];
        row[0] = line;
        for (column, with) in other.iter().enumerate() {
            let replaced = corner + u32::from(letter != with);
            corner = row[column + 1];
            row[column + 1] = replaced.min(corner + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

/// A linear congruential generator, with Knuth's constants.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit) as usize
    }

    fn letter(&mut self) -> u8 {
        LETTERS[self.below(LETTERS.len() as u64)]
    }
}
