//! The sample study that is bundled in the program.
