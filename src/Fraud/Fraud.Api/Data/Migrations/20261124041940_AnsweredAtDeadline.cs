using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class AnsweredAtDeadline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "answered_as",
                schema: "fraud",
                table: "decisions",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "answered_as",
                schema: "fraud",
                table: "decisions");
        }
    }
}
