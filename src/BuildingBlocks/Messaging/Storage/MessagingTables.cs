using Microsoft.EntityFrameworkCore;
using Platform.Messaging.Consuming;
using Platform.Messaging.Outbox;

namespace Platform.Messaging.Storage;

/// <summary>The two tables. Names are explicit, whatever the service's naming convention: plain SQL refers to them.</summary>
internal static class MessagingTables
{
    public const string Schema = "messaging";
    public const string Outbox = Schema + ".outbox";
    public const string Inbox = Schema + ".inbox";

    public static void AddTo(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox", Schema);
            outbox.HasKey(m => m.Id).HasName("pk_outbox");
            outbox.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
            outbox.Property(m => m.Type).HasColumnName("type").HasMaxLength(128);
            outbox.Property(m => m.Subject).HasColumnName("subject").HasMaxLength(256);
            outbox.Property(m => m.Time).HasColumnName("time");
            outbox.Property(m => m.Content).HasColumnName("content");
            outbox.Property(m => m.TraceParent).HasColumnName("trace_parent").HasMaxLength(64);
            outbox.Property(m => m.TraceState).HasColumnName("trace_state").HasMaxLength(512);
            outbox.Property(m => m.Attempts).HasColumnName("attempts");
            outbox.Property(m => m.DueAt).HasColumnName("due_at");
            outbox.Property(m => m.LastError).HasColumnName("last_error").HasMaxLength(512);
            outbox.Property(m => m.DeadAt).HasColumnName("dead_at");
            // The relay reads in this order; dead rows are out of its way.
            outbox.HasIndex(m => m.Id).HasDatabaseName("ix_outbox_waiting").HasFilter("dead_at IS NULL");
        });

        modelBuilder.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("inbox", Schema);
            inbox.HasKey(m => new { m.MessageId, m.Handler }).HasName("pk_inbox");
            inbox.Property(m => m.MessageId).HasColumnName("message_id");
            inbox.Property(m => m.Handler).HasColumnName("handler").HasMaxLength(256);
            inbox.Property(m => m.HandledAt).HasColumnName("handled_at");
            inbox.HasIndex(m => m.HandledAt).HasDatabaseName("ix_inbox_handled_at");
        });
    }
}
