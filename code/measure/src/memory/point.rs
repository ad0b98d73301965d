//! What one process that held so many of a thing had.

use serde::{Deserialize, Serialize};

/// What a process that held `count` of them had, its descendants included. In JSON, the numbers in this order; records from before
/// there were the last three have none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<i64>", into = "Vec<i64>")]
pub struct Point {
    /// How many were held.
    pub count: u32,
    /// Pages resident and private to a process.
    pub private_bytes: i64,
    /// Address space.
    pub reserved_bytes: i64,
    /// Page tables.
    pub page_table_bytes: i64,
    /// Kernel stacks that came into being meanwhile, on the whole machine.
    pub kernel_stack_bytes: i64,
    /// Other objects of the kernel that came into being meanwhile, on the whole machine.
    pub slab_bytes: i64,
    /// Resident pages, shared ones once for each process that has them.
    pub resident_bytes: i64,
    /// Resident pages, shared ones divided among those that have them.
    pub proportional_bytes: i64,
}

impl Point {
    /// Private pages and page tables, which the kernel counts for each process.
    pub fn own(&self) -> i64 {
        self.private_bytes + self.page_table_bytes
    }
}

impl From<Vec<i64>> for Point {
    fn from(numbers: Vec<i64>) -> Self {
        let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
        Point {
            count: at(0) as u32,
            private_bytes: at(1),
            reserved_bytes: at(2),
            page_table_bytes: at(3),
            kernel_stack_bytes: at(4),
            slab_bytes: at(5),
            resident_bytes: at(6),
            proportional_bytes: at(7),
        }
    }
}

impl From<Point> for Vec<i64> {
    fn from(p: Point) -> Self {
        vec![
            i64::from(p.count),
            p.private_bytes,
            p.reserved_bytes,
            p.page_table_bytes,
            p.kernel_stack_bytes,
            p.slab_bytes,
            p.resident_bytes,
            p.proportional_bytes,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_an_older_record_is_read() {
        let old: Point = serde_json::from_str("[10, 1, 2, 3, 4]").unwrap();
        assert_eq!((old.count, old.own()), (10, 4));
        assert_eq!((old.resident_bytes, old.proportional_bytes), (0, 0));
        let new: Point = serde_json::from_str("[10, 1, 2, 3, 4, 5, 6, 7]").unwrap();
        assert_eq!((new.own(), new.slab_bytes), (4, 5));
        assert_eq!(serde_json::to_string(&new).unwrap(), "[10,1,2,3,4,5,6,7]");
    }
}
