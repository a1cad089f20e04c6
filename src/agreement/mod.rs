//! Layers to units to study to measure to score. Never knows what a file or a window is.
