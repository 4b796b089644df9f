using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fraud.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class PaymentsByMerchantCategory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "ix_transactions_terminal_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.CreateIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "customer_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "base_amount", "verdict", "labelled_at" });

            migrationBuilder.CreateIndex(
                name: "ix_transactions_terminal_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "terminal_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "base_amount", "verdict", "labelled_at" });

            // By hand: the model cannot index a member of a complex property. For the comparison with peers; payments
            // whose sender names no category cost nothing.
            migrationBuilder.Sql("""
                CREATE INDEX ix_transactions_merchant_category_at ON fraud.transactions (details_merchant_category, at)
                WHERE details_merchant_category IS NOT NULL
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX fraud.ix_transactions_merchant_category_at");

            migrationBuilder.DropIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "ix_transactions_terminal_id_at",
                schema: "fraud",
                table: "transactions");

            migrationBuilder.CreateIndex(
                name: "ix_transactions_customer_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "customer_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "base_amount" });

            migrationBuilder.CreateIndex(
                name: "ix_transactions_terminal_id_at",
                schema: "fraud",
                table: "transactions",
                columns: new[] { "terminal_id", "at" })
                .Annotation("Npgsql:IndexInclude", new[] { "verdict", "labelled_at" });
        }
    }
}
