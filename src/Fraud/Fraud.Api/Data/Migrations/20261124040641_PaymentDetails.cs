using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class PaymentDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.AddColumn<decimal>(
                name: "base_amount",
                schema: "fraud",
                table: "transactions",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "details_card_range",
                schema: "fraud",
                table: "transactions",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "details_channel",
                schema: "fraud",
                table: "transactions",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "details_country",
                schema: "fraud",
                table: "transactions",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "details_device_id",
                schema: "fraud",
                table: "transactions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "details_merchant_category",
                schema: "fraud",
                table: "transactions",
                type: "character varying(4)",
                maxLength: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "facts",
                schema: "fraud",
                table: "decisions",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            // Before there were rates, amounts were compared as they are.
            migrationBuilder.Sql("UPDATE fraud.transactions SET base_amount = amount");

            migrationBuilder.CreateIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "customer_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "base_amount" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "base_amount",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "details_card_range",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "details_channel",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "details_country",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "details_device_id",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "details_merchant_category",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "facts",
                schema: "fraud",
                table: "decisions");

            migrationBuilder.CreateIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "customer_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "amount" });
        }
    }
}
