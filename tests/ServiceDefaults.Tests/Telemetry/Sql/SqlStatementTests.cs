using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Telemetry.Sql;

public sealed class SqlStatementTests
{
    [Theory]
    [InlineData("SELECT t.id FROM transactions AS t WHERE t.id = $1 LIMIT 1", "SELECT transactions")]
    [InlineData("""SELECT "t"."id" FROM "public"."Transactions" AS "t" """, "SELECT public.Transactions")]
    [InlineData("INSERT INTO messaging.outbox (id, type) VALUES ($1, $2)", "INSERT messaging.outbox")]
    [InlineData("INSERT INTO feedback (id) SELECT * FROM unnest($1, $2) ON CONFLICT (id) DO UPDATE SET at = excluded.at", "INSERT feedback")]
    [InlineData("UPDATE ONLY cases SET closed_at = now() WHERE id = $1", "UPDATE cases")]
    [InlineData("DELETE FROM recommendations AS r WHERE r.at < @until", "DELETE recommendations")]
    [InlineData("MERGE INTO stock USING orders ON true WHEN MATCHED THEN UPDATE SET n = 1", "MERGE stock")]
    [InlineData("select 1", "SELECT")]
    [InlineData("SELECT pg_advisory_lock(1835624306)", "SELECT pg_advisory_lock")]
    [InlineData("SELECT EXISTS (SELECT 1 FROM pg_class)", "SELECT pg_class")]
    [InlineData("SELECT count(*) FILTER (WHERE dead_at IS NULL) FROM messaging.outbox", "SELECT messaging.outbox")]
    [InlineData("SELECT extract(year FROM at), a IS DISTINCT FROM b FROM orders", "SELECT orders")]
    [InlineData("SELECT t0.n FROM (SELECT count(*) AS n FROM orders AS o) AS t0", "SELECT orders")]
    [InlineData("SELECT x.id FROM unnest($1) AS x(id) LEFT JOIN items i ON i.id = x.id", "SELECT items")]
    [InlineData("SELECT id FROM orders FOR UPDATE SKIP LOCKED", "SELECT orders")]
    [InlineData("COPY import_rows (a, b) FROM STDIN (FORMAT BINARY)", "COPY import_rows")]
    [InlineData("SAVEPOINT before_it", "SAVEPOINT")]
    [InlineData("BEGIN", "BEGIN")]
    [InlineData("COMMIT", "COMMIT")]
    [InlineData("CREATE TABLE notes (id integer PRIMARY KEY)", "CREATE TABLE")]
    [InlineData("-- a note\n/* and another */ SELECT 1 FROM notes", "SELECT notes")]
    [InlineData("", "")]
    [InlineData(" ; ", "")]
    public void A_statement_is_told_by_its_operation_and_table(string sql, string summary) => SqlStatement.Of(sql).Summary.ShouldBe(summary);

    [Theory]
    [InlineData(
        "WITH due AS MATERIALIZED (SELECT id FROM messaging.outbox LIMIT $2 FOR UPDATE SKIP LOCKED) DELETE FROM messaging.outbox USING due WHERE outbox.id = due.id",
        "DELETE messaging.outbox")]
    [InlineData("WITH added AS (INSERT INTO inbox (id) VALUES ($1) RETURNING id) SELECT id FROM added", "INSERT inbox")]
    [InlineData("WITH recent (id) AS (SELECT id FROM payments), n AS (SELECT 1) SELECT * FROM recent JOIN n ON true", "SELECT payments")]
    [InlineData("WITH RECURSIVE tree AS (SELECT id FROM nodes UNION ALL SELECT n.id FROM tree JOIN nodes n ON n.parent = tree.id) SELECT * FROM tree", "SELECT nodes")]
    public void A_with_is_told_by_what_it_does_in_the_end(string sql, string summary) => SqlStatement.Of(sql).Summary.ShouldBe(summary);

    [Fact]
    public void Statements_that_are_sent_together_are_told_once_each_and_counted()
    {
        var saved = SqlStatement.Of(
            """
            INSERT INTO decisions (id) VALUES (@p0);
            INSERT INTO messaging.outbox (id) VALUES (@p1);
            INSERT INTO messaging.outbox (id) VALUES (@p2);
            """);

        saved.Summary.ShouldBe("INSERT decisions; INSERT messaging.outbox");
        saved.Count.ShouldBe(3);
    }

    [Fact]
    public void Settings_are_left_out_beside_work() =>
        SqlStatement.Of("SET LOCAL synchronous_commit = off; DELETE FROM messaging.outbox").Summary.ShouldBe("DELETE messaging.outbox");

    [Theory]
    [InlineData("SELECT 1 FROM shoppers WHERE name = 'O''Neil' AND age > 41.5", "SELECT ? FROM shoppers WHERE name = ? AND age > ?")]
    [InlineData(@"SELECT E'it\'s; DELETE FROM x' FROM a", "SELECT ? FROM a")]
    [InlineData("SELECT $secret$ '; DROP $secret$ FROM a WHERE b = $1", "SELECT ? FROM a WHERE b = $1")]
    [InlineData("SELECT t0.c1::text FROM t0 WHERE c2 = @p_0", "SELECT t0.c1::text FROM t0 WHERE c2 = @p_0")]
    [InlineData("SELECT 'unfinished", "SELECT ?")]
    public void No_literal_is_told(string sql, string text)
    {
        SqlStatement.Of(sql).Text.ShouldBe(text);
        SqlStatement.Of(sql).Summary.ShouldNotContain("DELETE");
    }

    [Fact]
    public void A_summary_and_a_text_have_an_end()
    {
        var bulk = string.Join(';', Enumerable.Range(0, 5_000).Select(number => $"INSERT INTO table_{number} VALUES ($1)"));

        SqlStatement.Of(bulk).Summary.Length.ShouldBe(255);
        SqlStatement.Of(bulk).Text.Length.ShouldBe(16_384);
    }

    [Fact]
    public void A_statement_that_comes_again_is_not_read_again()
    {
        var text = "SELECT id FROM orders WHERE id = $1 AND 1 = 1";
        var first = SqlStatement.Of(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            SqlStatement.Of(text).ShouldBeSameAs(first);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }
}
