using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class RiskAnalysis : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "by_model",
                schema: "fraud",
                table: "decisions",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "findings",
                schema: "fraud",
                table: "decisions",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");

            // Decisions of before had no rules: the model's outcome was the outcome.
            migrationBuilder.Sql("UPDATE fraud.decisions SET by_model = outcome");

            migrationBuilder.AddColumn<int>(
                name: "rule_set_version",
                schema: "fraud",
                table: "decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "backtests",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidate = table.Column<string>(type: "jsonb", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false),
                    genuine_after_days = table.Column<int>(type: "integer", nullable: true),
                    requested_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    alive_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    payments = table.Column<long>(type: "bigint", nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    report = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backtests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    previous_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    alert_count = table.Column<int>(type: "integer", nullable: false),
                    value_at_risk = table.Column<decimal>(type: "numeric(24,4)", precision: 24, scale: 4, nullable: false),
                    highest_score = table.Column<float>(type: "real", nullable: false),
                    reason_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    holder_id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    conclusion = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    entry_count = table.Column<int>(type: "integer", nullable: false),
                    file_count = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_cases_previous_case_id",
                        column: x => x.previous_case_id,
                        principalSchema: "fraud",
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    format = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    settings = table.Column<string>(type: "jsonb", nullable: false),
                    started_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    consumed = table.Column<long>(type: "bigint", nullable: false),
                    imported = table.Column<long>(type: "bigint", nullable: false),
                    known = table.Column<long>(type: "bigint", nullable: false),
                    labelled = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    errors_kept = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "list_entries",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    subject = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    value = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    added_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    policy_version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_actions",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rule_set_version = table.Column<int>(type: "integer", nullable: true),
                    effective_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    list_entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_actions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_state",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rule_sets",
                schema: "fraud",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rules = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_sets", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "shadow_scores",
                schema: "fraud",
                columns: table => new
                {
                    transaction_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    shadow_version = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    live_version = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    live_score = table.Column<float>(type: "real", nullable: false),
                    score = table.Column<float>(type: "real", nullable: true),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shadow_scores", x => new { x.shadow_version, x.transaction_id });
                });

            migrationBuilder.CreateTable(
                name: "case_alerts",
                schema: "fraud",
                columns: table => new
                {
                    transaction_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    terminal_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    score = table.Column<float>(type: "real", nullable: false),
                    value_at_risk = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_alerts", x => x.transaction_id);
                    table.ForeignKey(
                        name: "fk_case_alerts_cases_case_id",
                        column: x => x.case_id,
                        principalSchema: "fraud",
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_alerts_transactions_transaction_id",
                        column: x => x.transaction_id,
                        principalSchema: "fraud",
                        principalTable: "transactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_attachments",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    bytes = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_attachments_cases_case_id",
                        column: x => x.case_id,
                        principalSchema: "fraud",
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_history",
                schema: "fraud",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    deed_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    about = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_history", x => new { x.case_id, x.number });
                    table.ForeignKey(
                        name: "fk_case_history_cases_case_id",
                        column: x => x.case_id,
                        principalSchema: "fraud",
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_chunks",
                schema: "fraud",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_chunks", x => new { x.import_id, x.start });
                    table.ForeignKey(
                        name: "fk_import_chunks_imports_import_id",
                        column: x => x.import_id,
                        principalSchema: "fraud",
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_errors",
                schema: "fraud",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    column = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    transaction_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_errors", x => new { x.import_id, x.line, x.column });
                    table.ForeignKey(
                        name: "fk_import_errors_imports_import_id",
                        column: x => x.import_id,
                        principalSchema: "fraud",
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rule_set_approvals",
                schema: "fraud",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_set_version = table.Column<int>(type: "integer", nullable: false),
                    effective_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    policy_version = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_set_approvals", x => x.id);
                    table.ForeignKey(
                        name: "fk_rule_set_approvals_rule_sets_rule_set_version",
                        column: x => x.rule_set_version,
                        principalSchema: "fraud",
                        principalTable: "rule_sets",
                        principalColumn: "version",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                schema: "fraud",
                table: "policy_state",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_transactions_at",
                schema: "fraud",
                table: "transactions",
                column: "at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "ix_backtests_state_requested_at",
                schema: "fraud",
                table: "backtests",
                columns: new[] { "state", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_alerts_case_id_number",
                schema: "fraud",
                table: "case_alerts",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_alerts_terminal_id_at",
                schema: "fraud",
                table: "case_alerts",
                columns: new[] { "terminal_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_attachments_case_id",
                schema: "fraud",
                table: "case_attachments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_closed_at",
                schema: "fraud",
                table: "cases",
                column: "closed_at",
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_cases_customer_id_opened_at",
                schema: "fraud",
                table: "cases",
                columns: new[] { "customer_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_open",
                schema: "fraud",
                table: "cases",
                column: "customer_id",
                unique: true,
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_previous_case_id",
                schema: "fraud",
                table: "cases",
                column: "previous_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_queue",
                schema: "fraud",
                table: "cases",
                columns: new[] { "value_at_risk", "highest_score", "opened_at", "id" },
                descending: new[] { true, true, false, false },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_reason_codes",
                schema: "fraud",
                table: "cases",
                column: "reason_codes")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_imports_state_started_at",
                schema: "fraud",
                table: "imports",
                columns: new[] { "state", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_list_entries_policy_version",
                schema: "fraud",
                table: "list_entries",
                column: "policy_version");

            migrationBuilder.CreateIndex(
                name: "ix_list_entries_subject_value",
                schema: "fraud",
                table: "list_entries",
                columns: new[] { "subject", "value" },
                filter: "removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_policy_actions_list_entry_id",
                schema: "fraud",
                table: "policy_actions",
                column: "list_entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_policy_actions_rule_set_version",
                schema: "fraud",
                table: "policy_actions",
                column: "rule_set_version");

            migrationBuilder.CreateIndex(
                name: "ix_rule_set_approvals_rule_set_version",
                schema: "fraud",
                table: "rule_set_approvals",
                column: "rule_set_version");

            migrationBuilder.CreateIndex(
                name: "ix_shadow_scores_shadow_version_scored_at",
                schema: "fraud",
                table: "shadow_scores",
                columns: new[] { "shadow_version", "scored_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backtests",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "case_alerts",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "case_attachments",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "case_history",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "import_chunks",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "import_errors",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "list_entries",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "policy_actions",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "policy_state",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "rule_set_approvals",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "shadow_scores",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "cases",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "imports",
                schema: "fraud");

            migrationBuilder.DropTable(
                name: "rule_sets",
                schema: "fraud");

            migrationBuilder.DropIndex(
                name: "ix_transactions_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "by_model",
                schema: "fraud",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "findings",
                schema: "fraud",
                table: "decisions");

            migrationBuilder.DropColumn(
                name: "rule_set_version",
                schema: "fraud",
                table: "decisions");
        }
    }
}
