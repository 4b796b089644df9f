using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Retail.Api.Domain;
using Retail.Api.Domain.Catalogue;
using Retail.Api.Domain.Ordering;
using Retail.Api.Domain.Recommending;

namespace Retail.Api.Data;

public sealed class RetailDbContext(DbContextOptions<RetailDbContext> options) : DbContext(options)
{
    public DbSet<CatalogueItem> Items => Set<CatalogueItem>();

    public DbSet<Feedback> Feedback => Set<Feedback>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Recommendation> Recommendations => Set<Recommendation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("retail");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RetailDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }
}
