-- Until when an order may be under way at a psp whose orders have no key, and when somebody last looked.
ALTER TABLE payment ADD COLUMN ordered_until timestamptz(3), ADD COLUMN looked_at timestamptz(3);
