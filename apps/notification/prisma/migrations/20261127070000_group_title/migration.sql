-- What the group lesson is called in which a booking is a seat: messages say it.
ALTER TABLE booking_ref ADD COLUMN group_title text;
