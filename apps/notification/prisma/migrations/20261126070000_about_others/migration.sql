-- Messages that name somebody: they are written anew when that person is erased.
CREATE INDEX message_about ON message ((facts ->> 'otherId'));
