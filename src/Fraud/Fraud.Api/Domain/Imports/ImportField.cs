namespace Fraud.Api.Domain.Imports;

/// <summary>What a column can hold.</summary>
/// <param name="Name">Name in requests, on the command line and in errors.</param>
/// <param name="IsRequired">Whether a payment cannot be stored without it.</param>
/// <param name="Headers">How the column is usually called; case, blanks and underscores do not matter.</param>
public sealed record ImportField(string Name, bool IsRequired, params string[] Headers)
{
    // The first names of the required ones, and that of fraud, are the handbook's.
    public static readonly ImportField Transaction = new("transaction", true, "TRANSACTION_ID", "id");
    public static readonly ImportField At = new("at", true, "TX_DATETIME", "at", "timestamp", "charged_at");
    public static readonly ImportField Customer = new("customer", true, "CUSTOMER_ID", "customer");
    public static readonly ImportField Terminal = new("terminal", true, "TERMINAL_ID", "terminal");
    public static readonly ImportField Amount = new("amount", true, "TX_AMOUNT", "amount");
    public static readonly ImportField Currency = new("currency", false, "TX_CURRENCY", "currency");
    public static readonly ImportField Fraud = new("fraud", false, "TX_FRAUD", "fraud", "verdict", "label");
    public static readonly ImportField LabelledAt = new("labelled-at", false, "TX_LABELLED_AT", "labelled_at");
    public static readonly ImportField Channel = new("channel", false, "TX_CHANNEL", "channel");
    public static readonly ImportField Country = new("country", false, "TX_COUNTRY", "country");
    public static readonly ImportField Device = new("device", false, "DEVICE_ID", "device");
    public static readonly ImportField MerchantCategory = new("merchant-category", false, "MERCHANT_CATEGORY", "mcc");
    public static readonly ImportField CardRange = new("card-range", false, "CARD_RANGE", "bin");

    public static readonly IReadOnlyList<ImportField> All =
    [
        Transaction, At, Customer, Terminal, Amount, Currency, Fraud, LabelledAt, Channel, Country, Device, MerchantCategory, CardRange,
    ];
}
