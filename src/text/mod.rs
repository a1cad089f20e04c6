//! Spans, words, sentences, turns, offsets and search over one text. Never knows what a code is.
