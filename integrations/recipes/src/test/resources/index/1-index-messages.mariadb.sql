-- migrate: safe-to-repeat
CREATE INDEX IF NOT EXISTS message_sent_at ON message (sent_at);
