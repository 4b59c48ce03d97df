DROP INDEX message_sent_at;
