//! One record as bytes, in two formats: what travels between processes.

// ANCHOR: main
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::sync::Mutex;

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Sample {
    probe: String,
    at: u32,
    values: Vec<i32>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let sample = Sample {
        probe: "roof".to_owned(),
        at: 1200,
        values: vec![21, 22, -3],
    };
    let bytes = postcard::to_stdvec(&sample)?;
    let text = serde_json::to_string(&sample)?;
    println!("postcard: {} bytes {bytes:?}", bytes.len());
    println!("JSON:     {} bytes {text}", text.len());

    let copy: Sample = postcard::from_bytes(&bytes)?;
    assert_eq!(copy, sample);
    assert_ne!(copy.probe.as_ptr(), sample.probe.as_ptr());

    let locked = postcard::to_stdvec(&Mutex::new(&sample))?;
    println!("in a Mutex: {} bytes", locked.len());
    assert_eq!(locked, bytes);
    Ok(())
}
// ANCHOR_END: main
