ALTER TABLE profile
  ADD COLUMN subject_levels  jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN language_levels jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN diplomas        jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN goals           text[] NOT NULL DEFAULT '{}',
  ADD COLUMN intro_video     text;
