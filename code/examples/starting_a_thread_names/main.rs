//! What a thread is called, by whom: its name, Rust's id for it, and the kernel's name and number.

// ANCHOR: main
use std::fs;
use std::thread;

fn main() -> std::io::Result<()> {
    let worker = thread::Builder::new()
        .name("resize the photographs".into())
        .stack_size(64 * 1024)
        .spawn(|| {
            let me = thread::current();
            let kernel_name =
                fs::read_to_string("/proc/thread-self/comm")
                    .unwrap();
            (
                me.name().map(str::to_owned),
                kernel_name.trim_end().to_owned(),
            )
        })?;
    let (name, kernel_name) = worker.join().unwrap();

    println!(
        "main is called        {:?}",
        thread::current().name()
    );
    println!("to Rust the other is  {name:?}");
    println!("to the kernel         {kernel_name:?}");

    assert_eq!(
        name.as_deref(),
        Some("resize the photographs")
    );
    // 15 bytes, and a zero that ends them.
    assert_eq!(kernel_name, "resize the phot");
    Ok(())
}
// ANCHOR_END: main
