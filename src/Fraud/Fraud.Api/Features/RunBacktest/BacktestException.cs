namespace Fraud.Api.Features.RunBacktest;

/// <summary>Why a backtest cannot be run, in a sentence for who asked for it: trying again would not help.</summary>
public sealed class BacktestException(string message) : Exception(message);
