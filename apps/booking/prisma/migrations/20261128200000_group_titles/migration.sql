-- What the group lesson of a seat is called, for the events about it: nobody renames a group lesson.
ALTER TABLE booking ADD COLUMN group_title text;
UPDATE booking SET group_title = title FROM group_lesson WHERE group_lesson.id = group_id;
