-- What a student, or a child of a parent, wants to learn; no row: nobody has said.
CREATE TABLE learner (
  learner_id uuid PRIMARY KEY,
  level      text,
  subjects   text[] NOT NULL,
  goals      text[] NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
