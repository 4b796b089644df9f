using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Manufacturing.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "messaging");

            migrationBuilder.EnsureSchema(
                name: "manufacturing");

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "messaging",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handler = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "messaging",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    subject = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    trace_parent = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    trace_state = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    dead_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "machines",
                schema: "manufacturing",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    limit = table.Column<double>(type: "double precision", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    latest_cycle = table.Column<int>(type: "integer", nullable: true),
                    is_below_limit = table.Column<bool>(type: "boolean", nullable: false),
                    latest_prediction_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_machines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "predictions",
                schema: "manufacturing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    machine_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    features = table.Column<float[]>(type: "real[]", nullable: false),
                    score = table.Column<float>(type: "real", nullable: false),
                    limit = table.Column<double>(type: "double precision", nullable: false),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    predicted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    life_at_least = table.Column<bool>(type: "boolean", nullable: false),
                    life_cycles = table.Column<double>(type: "double precision", nullable: false),
                    life_high = table.Column<double>(type: "double precision", nullable: false),
                    life_low = table.Column<double>(type: "double precision", nullable: false),
                    model_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    model_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    model_version = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    drivers = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_predictions", x => x.id);
                    table.ForeignKey(
                        name: "fk_predictions_machines_machine_id",
                        column: x => x.machine_id,
                        principalSchema: "manufacturing",
                        principalTable: "machines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "readings",
                schema: "manufacturing",
                columns: table => new
                {
                    machine_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settings = table.Column<double[]>(type: "double precision[]", nullable: false),
                    sensors = table.Column<double[]>(type: "double precision[]", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_readings", x => new { x.machine_id, x.cycle });
                    table.ForeignKey(
                        name: "fk_readings_machines_machine_id",
                        column: x => x.machine_id,
                        principalSchema: "manufacturing",
                        principalTable: "machines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_handled_at",
                schema: "messaging",
                table: "inbox",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_machines_latest_prediction_id",
                schema: "manufacturing",
                table: "machines",
                column: "latest_prediction_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                schema: "messaging",
                table: "outbox",
                column: "id",
                filter: "dead_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_predictions_machine_id_cycle",
                schema: "manufacturing",
                table: "predictions",
                columns: new[] { "machine_id", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_predictions_predicted_at",
                schema: "manufacturing",
                table: "predictions",
                column: "predicted_at");

            migrationBuilder.AddForeignKey(
                name: "fk_machines_predictions_latest_prediction_id",
                schema: "manufacturing",
                table: "machines",
                column: "latest_prediction_id",
                principalSchema: "manufacturing",
                principalTable: "predictions",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_machines_predictions_latest_prediction_id",
                schema: "manufacturing",
                table: "machines");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "messaging");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "messaging");

            migrationBuilder.DropTable(
                name: "readings",
                schema: "manufacturing");

            migrationBuilder.DropTable(
                name: "predictions",
                schema: "manufacturing");

            migrationBuilder.DropTable(
                name: "machines",
                schema: "manufacturing");
        }
    }
}
