-- Whether anybody has signed in on a network is asked before each password is compared.
CREATE INDEX session_client_idx ON session (client);
