//! The coefficients, one file a family. Each is a pure function of counted ratings, tables or passages; none of them
//! knows a coder's name, a text or a code.
//!
//! | function | coders | missing ratings | source |
//! | --- | --- | --- | --- |
//! | [`percent_agreement`], [`holsti`] | any | allowed | Holsti 1969 |
//! | [`positive_agreement`], [`jaccard`] | 2 | – | Dice 1945; Jaccard 1901 |
//! | [`cohen_kappa`], [`scott_pi`], [`pooled_kappa`] | 2 | – | Cohen 1960; Scott 1955; de Vries et al. 2008 |
//! | [`light_kappa`] | any | allowed | Light 1971 |
//! | [`fleiss_kappa`], [`conger_kappa`] | any | allowed | Fleiss 1971; Conger 1980 |
//! | [`brennan_prediger`], [`gwet_ac1`] | any | allowed | Brennan & Prediger 1981; Gwet 2008 |
//! | [`fleiss_kappa_of_category`], [`fleiss_se0`] | any | – | Fleiss 1971; Fleiss, Nee & Landis 1979 |
//! | [`krippendorff_alpha`], [`krippendorff_alpha_of`] | any | allowed | Krippendorff 2011 |
//! | [`weighted_kappa`], [`kappa_errors`] | 2 | – | Cohen 1968; Fleiss, Cohen & Everitt 1969 |
//! | [`gwet_ac2`], [`linearised`] | any | allowed | Gwet 2014 |
//! | [`pabak`], [`prevalence_index`], [`bias_index`] | 2 | – | Byrt, Bishop & Carlin 1993 |
//! | [`Unitizing`] | any | – | Krippendorff et al. 2016 |
//! | [`SetRatings`] | any | allowed | several codes a unit: Krippendorff 2019; Passonneau 2006 |
//! | [`boundary_similarity`], [`segmentation_similarity`], [`window_diff`], [`pk`] | 2 | – | Fournier 2013 |
//! | [`gamma`](gamma()) | any | – | Mathet, Widlöcher & Métivier 2015 |
//! | [`Matches`] | 2 | – | whole passages instead of units |

mod align;
mod alpha;
mod chance;
mod fleiss;
mod gamma;
mod kappa;
mod linearised;
mod passages;
mod percent;
mod positive;
mod prevalence;
mod segmentation;
mod sets;
mod unitizing;
mod weighted;
mod weights;

pub use align::Placed;
pub use alpha::{Metric, alpha_by, krippendorff_alpha, krippendorff_alpha_of};
pub use chance::{brennan_prediger, gwet_ac1};
pub use fleiss::{conger_kappa, fleiss_kappa, fleiss_kappa_of_category, fleiss_se0};
pub use gamma::{Gamma, GammaOptions, gamma};
pub(in crate::agreement) use kappa::Pooled;
pub use kappa::{cohen_kappa, light_kappa, pooled_kappa, scott_pi};
pub use linearised::{Chance, Linearised, gwet_ac2, linearised};
pub(in crate::agreement) use passages::Passages;
pub use passages::{Matches, Side};
pub use percent::{holsti, percent_agreement};
pub use positive::{jaccard, positive_agreement};
pub use prevalence::{bias_index, pabak, prevalence_index};
pub use segmentation::{
    Segmentation, SegmentationAgreement, boundary_similarity, pk, segmentation_agreement,
    segmentation_similarity, window_diff,
};
pub use sets::{SetDistance, SetRatings};
pub use unitizing::{OfValue, Unitizing, Valued, clashes, merged};
pub use weighted::{KappaErrors, kappa_errors, weighted_kappa};
pub use weights::{Weighting, Weights};

#[cfg(test)]
mod tests;
