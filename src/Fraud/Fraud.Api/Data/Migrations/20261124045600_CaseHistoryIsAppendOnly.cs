using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fraud.Api.Data.Migrations;

/// <summary>Nobody changes what was written down about a case, by whatever way they come. Changes no model.</summary>
[DbContext(typeof(FraudDbContext))]
[Migration("20261124045600_CaseHistoryIsAppendOnly")]
public partial class CaseHistoryIsAppendOnly : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE FUNCTION fraud.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$;

        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fraud.case_history
        FOR EACH STATEMENT EXECUTE FUNCTION fraud.refuse_change();
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER append_only ON fraud.case_history;
        DROP FUNCTION fraud.refuse_change();
        """);
}
