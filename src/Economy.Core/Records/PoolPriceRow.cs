namespace Economy.Core.Records;

/// <summary>What the owner of a pool asked in a tick.</summary>
[Table("pool-prices", "One row per tick, pool with a pricing rule, and resource that it offers: the least price that its owner took.")]
[Chart("Prices that owners of pools asked", "asked_minor_per_unit_hour")]
public readonly record struct PoolPriceRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("pool", "Name of the pool.", Key = true)] string Pool,
    [property: Column("resource", "cpu (cores), gpu (GPUs), memory (GiB), bandwidth (Mbit/s) or storage (GiB).", Key = true)] string Resource,
    [property: Column("asked_minor_per_unit_hour", "Reserve price of one unit for an hour; allocation.csv has what was charged.")] double Asked);
