"""A catalog in PostgreSQL, for what outgrows one machine's memory. Off unless it is asked for."""
