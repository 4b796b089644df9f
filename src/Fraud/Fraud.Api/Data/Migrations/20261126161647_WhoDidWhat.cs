using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <summary>
    /// Who labelled what, who was refused and who cancelled; and that nobody changes what was written down. The reference from
    /// label_history to transactions, which the model knows, is left out: each of the millions of labels of an import would look up
    /// the payment that it was written with.
    /// </summary>
    public partial class WhoDidWhat : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "refusal",
                schema: "fraud",
                table: "policy_actions",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancelled_by",
                schema: "fraud",
                table: "backtests",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "label_history",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    transaction_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    verdict = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_label_history", x => new { x.transaction_id, x.id });
                });

            migrationBuilder.Sql(
                """
                CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fraud.label_history
                FOR EACH STATEMENT EXECUTE FUNCTION fraud.refuse_change();

                CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fraud.policy_actions
                FOR EACH STATEMENT EXECUTE FUNCTION fraud.refuse_change();

                CREATE FUNCTION fraud.refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
                        OR to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at' THEN
                        RAISE EXCEPTION '%.% can be withdrawn once, and not be changed', TG_TABLE_SCHEMA, TG_TABLE_NAME
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                END $$;

                CREATE TRIGGER only_withdrawn BEFORE UPDATE ON fraud.rule_sets
                FOR EACH ROW EXECUTE FUNCTION fraud.refuse_all_but_withdrawal();

                CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON fraud.rule_sets
                FOR EACH STATEMENT EXECUTE FUNCTION fraud.refuse_change();

                CREATE TRIGGER only_withdrawn BEFORE UPDATE ON fraud.rule_set_approvals
                FOR EACH ROW EXECUTE FUNCTION fraud.refuse_all_but_withdrawal();

                CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON fraud.rule_set_approvals
                FOR EACH STATEMENT EXECUTE FUNCTION fraud.refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER append_only ON fraud.policy_actions;
                DROP TRIGGER only_withdrawn ON fraud.rule_sets;
                DROP TRIGGER never_deleted ON fraud.rule_sets;
                DROP TRIGGER only_withdrawn ON fraud.rule_set_approvals;
                DROP TRIGGER never_deleted ON fraud.rule_set_approvals;
                DROP FUNCTION fraud.refuse_all_but_withdrawal();
                """);

            migrationBuilder.DropTable(
                name: "label_history",
                schema: "fraud");

            migrationBuilder.DropColumn(
                name: "refusal",
                schema: "fraud",
                table: "policy_actions");

            migrationBuilder.DropColumn(
                name: "cancelled_by",
                schema: "fraud",
                table: "backtests");
        }
    }
}
