namespace Retail.Training.Data;

/// <summary>One clean line of an invoice.</summary>
public sealed record Sale(string Invoice, string StockCode, DateTime At, decimal UnitPrice, string Customer);
