//! The rows of the catalogue of bad input that are about forms.
