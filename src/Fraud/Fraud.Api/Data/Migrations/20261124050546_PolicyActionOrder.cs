using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class PolicyActionOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "policy_version",
                schema: "fraud",
                table: "policy_actions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_policy_actions_policy_version",
                schema: "fraud",
                table: "policy_actions",
                column: "policy_version",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_policy_actions_policy_version",
                schema: "fraud",
                table: "policy_actions");

            migrationBuilder.DropColumn(
                name: "policy_version",
                schema: "fraud",
                table: "policy_actions");
        }
    }
}
