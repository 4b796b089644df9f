using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ServiceDefaults.FunctionalTests.Database;

/// <summary>A context whose migrations fail when they are run twice.</summary>
public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options);

[DbContext(typeof(NotesContext))]
[Migration("20260101000000_CreateNotes")]
public sealed class CreateNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Long enough for a second instance to arrive meanwhile.
        migrationBuilder.Sql("SELECT pg_sleep(1)");
        migrationBuilder.Sql("CREATE TABLE notes (id integer PRIMARY KEY)");
    }
}

[DbContext(typeof(NotesContext))]
[Migration("20260102000000_AddText")]
public sealed class AddText : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE notes ADD COLUMN text text NOT NULL DEFAULT ''");
}
