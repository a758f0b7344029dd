//! The numbers of control charting, each with its source.
//!
//! Healthcare tools use the rounded `d2 = 1.128` and `D4 = 3.267`; the exact values for samples of
//! two (1.128379, 3.266532) would move a limit by 0.03 %. They are kept rounded here so that limits
//! agree with what teams already see.

use std::f64::consts::PI;

/// Mean range of two standard normal values, rounded (Montgomery, Introduction to Statistical
/// Quality Control, appendix VI).
pub const D2: f64 = 1.128;

/// Upper limit of a moving range as a multiple of the mean range, rounded (Montgomery, appendix VI;
/// Nelson, J. Qual. Technol. 14(3):172, 1982, uses it for screening).
pub const D4: f64 = 3.267;

/// The same multiple as the normalised individuals chart uses it (Taylor, variation.com).
pub const D4_NORMALISED: f64 = 3.2665;

/// Three standard deviations as a multiple of the mean moving range: 3 / 1.128, rounded (NHS
/// England, Making Data Count).
pub const XMR_FACTOR: f64 = 2.66;

/// Median of the range of two standard normal values, rounded (Montgomery; Provost and Murray).
pub const D2_MEDIAN: f64 = 0.954;

/// Upper limit of a moving range as a multiple of the median range (Montgomery, appendix VI).
pub const D4_MEDIAN: f64 = 3.865;

/// The power that makes exponential waiting times nearly normal (Nelson, J. Qual. Technol.
/// 26(3):239, 1994; Provost and Murray, The Health Care Data Guide, 2011).
pub const T_POWER: f64 = 3.6;

/// `c4(n)`: the expected standard deviation of `n` standard normal values.
///
/// `sqrt(2 / (n - 1)) * gamma(n / 2) / gamma((n - 1) / 2)` (Montgomery, appendix VI). `None` below
/// two values. The ratio of gamma functions comes from its recurrence up to 400 and from its
/// asymptotic series beyond, so large samples do not overflow.
pub fn c4(n: u32) -> Option<f64> {
    if n < 2 {
        return None;
    }
    let ratio = if n <= 400 {
        // r(n) = gamma(n/2) / gamma((n-1)/2), and r(n) r(n-1) = (n-2)/2.
        let even = n.is_multiple_of(2);
        let (start, first) = if even { (2, 1.0 / PI.sqrt()) } else { (3, PI.sqrt() / 2.0) };
        (start..n).step_by(2).fold(first, |ratio, m| {
            // From m to m + 2: multiply by (m/2) and divide by ((m-1)/2).
            ratio * f64::from(m) / f64::from(m - 1)
        })
    } else {
        let z = f64::from(n - 1) / 2.0;
        let series = 1.0 - 1.0 / (8.0 * z) + 1.0 / (128.0 * z * z) + 5.0 / (1024.0 * z.powi(3))
            - 21.0 / (32768.0 * z.powi(4));
        z.sqrt() * series
    };
    Some((2.0 / f64::from(n - 1)).sqrt() * ratio)
}

/// `A3(n)` for limits `sigmas` wide: `sigmas / (c4 sqrt(n))` (Montgomery 6.30).
pub fn a3(n: u32, sigmas: f64) -> Option<f64> {
    c4(n).map(|c4| sigmas / (c4 * f64::from(n).sqrt()))
}

/// `B3(n)` for limits `sigmas` wide: `max(0, 1 - sigmas c5 / c4)`, `c5 = sqrt(1 - c4^2)`
/// (Montgomery 6.29).
pub fn b3(n: u32, sigmas: f64) -> Option<f64> {
    c4(n).map(|c4| (1.0 - sigmas * (1.0 - c4 * c4).sqrt() / c4).max(0.0))
}

/// `B4(n)` for limits `sigmas` wide: `1 + sigmas c5 / c4` (Montgomery 6.29).
pub fn b4(n: u32, sigmas: f64) -> Option<f64> {
    c4(n).map(|c4| 1.0 + sigmas * (1.0 - c4 * c4).sqrt() / c4)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the results are exact")]
mod tests {
    use super::*;

    #[test]
    fn constants_agree_with_the_printed_tables() {
        for (n, expected) in
            [(2, 0.797_885), (3, 0.886_227), (5, 0.939_986), (10, 0.972_659), (25, 0.989_64)]
        {
            assert!((c4(n).unwrap() - expected).abs() < 1e-5, "c4({n})");
        }
        assert!((a3(5, 3.0).unwrap() - 1.427).abs() < 5e-4);
        assert_eq!(b3(5, 3.0).unwrap(), 0.0);
        assert!((b3(6, 3.0).unwrap() - 0.030).abs() < 5e-4);
        assert!((b4(6, 3.0).unwrap() - 1.970).abs() < 5e-4);
        assert!(c4(1).is_none() && a3(0, 3.0).is_none());
    }

    #[test]
    fn recurrence_and_series_meet() {
        let before = c4(400).unwrap();
        let after = c4(401).unwrap();
        let step = 1.0 / (4.0 * 399.0) - 1.0 / (4.0 * 400.0);
        assert!((after - before - step).abs() < 1e-8, "{before} {after}");
    }
}
