-- migrate: safe-to-repeat
DROP INDEX CONCURRENTLY IF EXISTS message_sent_at;
CREATE INDEX CONCURRENTLY message_sent_at ON message (sent_at);
