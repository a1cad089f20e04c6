//! Pure numbers: proportions and their differences, tests of association, strata, matched pairs, ranks, arrangements.
//!
//! Knows no project, no code and no participant: counts and values go in, figures come out. A figure that does not exist is
//! [`Undefined`] with its reason, never 0, 1 or NaN; an infinite one is infinite. Exact tests are sums of whole tables in the
//! logarithms of their probabilities, and what is drawn by chance is the same for the same seed.
//!
//! | file | figures | source |
//! | --- | --- | --- |
//! | `wilson` | interval of a share | Wilson 1927 |
//! | `two_by_two` | differences, ratios, chi-squared of two groups | Newcombe 1998; Katz et al. 1978 |
//! | `conditional` | Fisher's exact test, conditional odds ratio | Fisher 1935; Cornfield 1956 |
//! | `table`, `freeman_halton` | chi-squared, V and the exact test of any table | Freeman & Halton 1951; Mehta & Patel 1983 |
//! | `strata` | Mantel-Haenszel, CMH, Breslow-Day, Tarone | Robins et al. 1986; Sato 1989 |
//! | `pairs`, `waves` | McNemar, Tango, Cochran's Q | Fagerland et al. 2013; Tango 1998; Cochran 1950 |
//! | `mann_whitney`, `kruskal_wallis`, `spearman`, `trend` | numbers and ordered groups | Hollander & Wolfe 1999 |
//! | `corrections` | Holm, Benjamini-Hochberg | Holm 1979; Benjamini & Hochberg 1995 |
//! | `permutation`, `coverage` | amounts with the case as unit | Phipson & Smyth 2010; Lumley 2004 |
//! | `describe` | mean, quartiles, range | Hyndman & Fan 1996 |

mod chance;
mod conditional;
mod corrections;
mod coverage;
mod describe;
mod distribution;
mod figure;
mod freeman_halton;
mod kruskal_wallis;
mod mann_whitney;
mod pairs;
mod permutation;
mod ranks;
mod root;
mod spearman;
mod strata;
mod table;
mod trend;
mod two_by_two;
mod waves;
mod wilson;

#[cfg(test)]
mod tests;

pub use chance::Chance;
pub use conditional::Conditional;
pub use corrections::{benjamini_hochberg, holm};
pub use coverage::{Part, bootstrap, coverage, difference};
pub use describe::{Description, describe, quantile};
pub use distribution::{Z, chi_squared_upper, normal_two_sided, student_95, student_two_sided};
pub use figure::{Defined, Drawn, Estimate, Exact, Test, Undefined};
pub use freeman_halton::{freeman_halton, freeman_haltons};
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use mann_whitney::{MannWhitney, mann_whitney};
pub use pairs::Pairs;
pub use permutation::{Arrangements, means};
pub use spearman::{Spearman, spearman};
pub use strata::Strata;
pub use table::Table;
pub use trend::{Jonckheere, Trend, cochran_armitage, jonckheere};
pub use two_by_two::{Share, TwoByTwo};
pub use waves::{Change, changes, cochran_q};
pub use wilson::{Interval, wilson};
