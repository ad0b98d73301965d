//! The compiler of one program does not see the types of another.

// ANCHOR: main
use serde::{Deserialize, Serialize};
use std::error::Error;

/// What the writer was built with.
mod old {
    #[derive(super::Serialize)]
    pub struct Reading {
        pub probe: u32,
        pub celsius: i32,
    }
}

/// What the reader was built with, a release later.
mod new {
    #[derive(super::Deserialize, Debug)]
    pub struct Reading {
        pub celsius: i32,
        pub probe: u32,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let reading = old::Reading {
        probe: 7,
        celsius: 21,
    };

    let bytes = postcard::to_stdvec(&reading)?;
    let got: new::Reading = postcard::from_bytes(&bytes)?;
    println!("postcard {bytes:?}: {got:?}");
    assert_eq!((got.celsius, got.probe), (-4, 42));

    let text = serde_json::to_string(&reading)?;
    let got: new::Reading = serde_json::from_str(&text)?;
    println!("JSON {text}: {got:?}");
    assert_eq!((got.celsius, got.probe), (21, 7));

    let short = postcard::from_bytes::<new::Reading>(&[7]);
    println!("a byte is missing: {}", short.unwrap_err());
    Ok(())
}
// ANCHOR_END: main
