"""The model of junk lines in scraped text (src/clean/line_model.h): its pages, invented, and its weights."""
