-- migrate: safe-to-repeat
DROP INDEX IF EXISTS message_sent_at ON message;
