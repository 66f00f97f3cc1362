ALTER TABLE account ADD COLUMN suspended_for text;

-- Staff look people up by how their names begin.
CREATE INDEX account_display_name_idx ON account (lower(display_name) text_pattern_ops);
