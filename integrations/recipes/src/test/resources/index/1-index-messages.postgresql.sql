-- migrate: safe-to-repeat
-- migrate: wait-for-locks 60 seconds
DROP INDEX CONCURRENTLY IF EXISTS message_sent_at;
CREATE INDEX CONCURRENTLY message_sent_at ON message (sent_at);
