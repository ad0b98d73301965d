//! Figures as a reader sees them: three significant digits for a time, two for a ratio, never more than is known.

/// A time in nanoseconds with the unit that suits it, as in `14.2 µs`.
///
/// ```
/// assert_eq!(measure::format::duration(14_234.0), "14.2 µs");
/// assert_eq!(measure::format::duration(999.6), "1.00 µs");
/// ```
pub fn duration(ns: f64) -> String {
    const UNITS: [(&str, f64); 4] = [("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)];
    // 999.6 ns rounds to 1000 ns, which is better said in the next unit.
    let (unit, size) = UNITS
        .into_iter()
        .find(|(_, size)| ns / size < 999.5)
        .unwrap_or(("s", 1e9));
    format!("{} {unit}", significant(ns / size, 3))
}

/// Two times with one unit, as in `14.0–14.5 µs`, or with two where they need two.
pub fn range(low: f64, high: f64) -> String {
    let (low, high) = (duration(low), duration(high));
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((from, one)), Some((_, other))) if one == other => format!("{from}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

/// A ratio to two significant digits, whole from ten on, as in `8.4`, `130` or `22 000`.
pub fn ratio(value: f64) -> String {
    let digits = significant(value, 2);
    digits.parse().map_or(digits, count)
}

/// A ratio as a table says it: `1.3 ×`, or `1/40` where it is less than a half.
pub fn times(value: f64) -> String {
    if value > 0.0 && value < 0.5 {
        format!("1/{}", ratio(1.0 / value))
    } else {
        format!("{} ×", ratio(value))
    }
}

/// A number of bytes, in the binary unit that suits it.
pub fn bytes(value: f64) -> String {
    const UNITS: [(&str, f64); 4] = [
        ("B", 1.0),
        ("KiB", 1024.0),
        ("MiB", 1_048_576.0),
        ("GiB", 1_073_741_824.0),
    ];
    let (unit, size) = UNITS
        .into_iter()
        .find(|(_, size)| value.abs() / size < 999.5)
        .unwrap_or(UNITS[3]);
    format!("{} {unit}", significant(value / size, 3))
}

/// A whole number with its thousands set apart: `100 000`, with no-break spaces.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// `value` with so many significant digits, without an exponent.
fn significant(value: f64, digits: i32) -> String {
    if !value.is_finite() {
        return "∞".into();
    }
    if value == 0.0 {
        return "0".into();
    }
    let magnitude = |value: f64| value.abs().log10().floor() as i32;
    // Round first: 9.96 has one digit before the point, and 10.0 two.
    let scale = 10f64.powi(digits - 1 - magnitude(value));
    let rounded = (value * scale).round() / scale;
    let decimals = (digits - 1 - magnitude(rounded)).max(0) as usize;
    format!("{rounded:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_three_digits_and_its_unit() {
        for (ns, text) in [
            (0.0, "0 ns"),
            (0.312, "0.312 ns"),
            (9.996, "10.0 ns"),
            (72.04, "72.0 ns"),
            (999.6, "1.00 µs"),
            (671_092.0, "671 µs"),
            (2.5e9, "2.50 s"),
            (5e12, "5000 s"),
        ] {
            assert_eq!(duration(ns), text);
        }
    }

    #[test]
    fn a_range_repeats_no_unit() {
        assert_eq!(range(14_000.0, 14_500.0), "14.0–14.5 µs");
        assert_eq!(range(900.0, 1_100.0), "900 ns–1.10 µs");
    }

    #[test]
    fn a_ratio_has_two_digits() {
        assert_eq!(times(1.34), "1.3 ×");
        assert_eq!(times(0.0251), "1/40");
        assert_eq!(times(134.0), "130 ×");
        assert_eq!(ratio(22_134.0), "22\u{a0}000");
        assert_eq!(times(0.5), "0.50 ×");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(count(2000), "2000");
        assert_eq!(count(100_000), "100\u{a0}000");
        assert_eq!(bytes(2_097_152.0), "2.00 MiB");
    }
}
