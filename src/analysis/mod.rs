//! Queries over a project: retrieval, frequencies, search. Never draws, prints or mutates.
