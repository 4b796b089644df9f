using System.Net;
using System.Net.Sockets;
using Platform.LocalServers;

namespace LocalServers.Tests;

public sealed class PortBlockTests : IDisposable
{
    private readonly StateFolder _first = StateFolder.Temporary();
    private readonly StateFolder _second = StateFolder.Temporary();

    [Fact]
    public void A_second_run_gets_a_block_of_its_own_and_each_finds_its_own_again()
    {
        using var one = Claim(_first);
        using var other = Claim(_second);

        other.First.ShouldBeGreaterThan(one.Last);
        ((other.First - PortBlock.Default) % PortBlock.Size).ShouldBe(0);
        PortBlock.FirstOf(_first).ShouldBe(one.First);
        PortBlock.FirstOf(_second).ShouldBe(other.First);
    }

    [Fact]
    public void A_block_in_which_somebody_holds_a_needed_port_is_passed_over_and_one_with_another_port_is_not()
    {
        int free;
        using (var look = Claim(_first))
        {
            free = look.First;
        }

        using var stranger = new TcpListener(IPAddress.Any, free + 10);
        stranger.Start();

        using (var block = Claim(_first, PortBlock.Default + 20))
        {
            block.First.ShouldBe(free);
        }

        using var moved = Claim(_first, PortBlock.Default + 10);
        moved.First.ShouldBeGreaterThan(free);
    }

    [Fact]
    public void Ports_move_with_the_block_and_those_of_others_stay()
    {
        using var one = Claim(_first);
        using var other = Claim(_second);

        other.Move(PortBlock.Default + 10).ShouldBe(other.First + 10);
        other.Move(5432).ShouldBe(5432);
        other.Move(PortBlock.Default + PortBlock.Size).ShouldBe(PortBlock.Default + PortBlock.Size);
    }

    [Fact]
    public void A_block_that_was_given_back_is_forgotten_and_taken_again()
    {
        var one = Claim(_first);
        one.Dispose();

        PortBlock.FirstOf(_first).ShouldBeNull();
        using var again = Claim(_second);
        again.First.ShouldBe(one.First);
    }

    // Nobody else's: platforms may run beside these tests.
    private static PortBlock Claim(StateFolder state, params int[] needed) => PortBlock.Claim(state, needed, from: 15_000);

    public void Dispose()
    {
        _first.Delete();
        _second.Delete();
    }
}
