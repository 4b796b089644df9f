using Manufacturing.Api.Domain;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Manufacturing.Api.Data;

public sealed class ManufacturingDbContext(DbContextOptions<ManufacturingDbContext> options) : DbContext(options)
{
    public DbSet<Machine> Machines => Set<Machine>();

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<Prediction> Predictions => Set<Prediction>();

    /// <summary>
    /// Machines of those ids, locked until the transaction ends: readings of one machine are taken one request after the
    /// other, so that a crossing of its limit is seen once. In the order of ids, so that two requests do not lock crosswise.
    /// </summary>
    public Task<Dictionary<string, Machine>> LockMachinesAsync(string[] ids, CancellationToken cancellationToken) => Machines
        .FromSql($"SELECT * FROM manufacturing.machines WHERE id = ANY({ids}) ORDER BY id FOR UPDATE")
        .ToDictionaryAsync(machine => machine.Id, cancellationToken);

    /// <summary>
    /// Runs the work, saves and commits; all of it again when the connection fails, also when the answer to the commit was
    /// lost, so the work must find what it did before.
    /// </summary>
    public Task<TResult> InTransactionAsync<TResult>(
        Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                ChangeTracker.Clear();
                await using var transaction = await Database.BeginTransactionAsync(token);
                var result = await work(token);
                await SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("manufacturing");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ManufacturingDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }
}
