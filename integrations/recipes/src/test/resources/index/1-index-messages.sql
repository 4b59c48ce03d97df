CREATE INDEX message_sent_at ON message (sent_at);
