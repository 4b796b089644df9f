using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Healthcare.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "healthcare");

            migrationBuilder.EnsureSchema(
                name: "messaging");

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
                name: "scanners",
                schema: "healthcare",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    location = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    serviced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure_prediction_id = table.Column<Guid>(type: "uuid", nullable: true),
                    failure_remaining_cycles = table.Column<double>(type: "double precision", nullable: true),
                    failure_remaining_cycles_low = table.Column<double>(type: "double precision", nullable: true),
                    failure_remaining_cycles_high = table.Column<double>(type: "double precision", nullable: true),
                    failure_drivers = table.Column<string[]>(type: "text[]", nullable: true),
                    failure_predicted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scanners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "studies",
                schema: "healthcare",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    scanner_id = table.Column<string>(type: "character varying(64)", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    image_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    failure_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_studies", x => x.id);
                    table.ForeignKey(
                        name: "fk_studies_scanners_scanner_id",
                        column: x => x.scanner_id,
                        principalSchema: "healthcare",
                        principalTable: "scanners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "analyses",
                schema: "healthcare",
                columns: table => new
                {
                    study_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    logit = table.Column<float>(type: "real", nullable: false),
                    probability = table.Column<float>(type: "real", nullable: false),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    evidence = table.Column<float[]>(type: "real[]", nullable: false),
                    analysed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    model_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    model_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    model_version = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    thresholds_finding = table.Column<double>(type: "double precision", nullable: false),
                    thresholds_urgent = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analyses", x => x.study_id);
                    table.ForeignKey(
                        name: "fk_analyses_studies_study_id",
                        column: x => x.study_id,
                        principalSchema: "healthcare",
                        principalTable: "studies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "study_images",
                schema: "healthcare",
                columns: table => new
                {
                    study_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    media_type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_study_images", x => x.study_id);
                    table.ForeignKey(
                        name: "fk_study_images_studies_study_id",
                        column: x => x.study_id,
                        principalSchema: "healthcare",
                        principalTable: "studies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_handled_at",
                schema: "messaging",
                table: "inbox",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                schema: "messaging",
                table: "outbox",
                column: "id",
                filter: "dead_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_studies_received_at",
                schema: "healthcare",
                table: "studies",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_studies_scanner_id",
                schema: "healthcare",
                table: "studies",
                column: "scanner_id");

            migrationBuilder.CreateIndex(
                name: "ix_studies_urgency_taken_at_id",
                schema: "healthcare",
                table: "studies",
                columns: new[] { "urgency", "taken_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "analyses",
                schema: "healthcare");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "messaging");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "messaging");

            migrationBuilder.DropTable(
                name: "study_images",
                schema: "healthcare");

            migrationBuilder.DropTable(
                name: "studies",
                schema: "healthcare");

            migrationBuilder.DropTable(
                name: "scanners",
                schema: "healthcare");
        }
    }
}
