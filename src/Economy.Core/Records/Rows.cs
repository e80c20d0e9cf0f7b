namespace Economy.Core.Records;

/// <summary>The state of the whole economy after a tick.</summary>
[Table("ticks", "One row per tick: the economy as a whole.")]
public readonly record struct TickRow(
    [property: Column("tick", "Tick, from 1; 0 is the state after endowment.", Key = true)] int Tick,
    [property: Column("participants", "Participants that have entered and not left.")] int Participants,
    [property: Column("money_supply_minor", "Money minted minus money burnt: what all accounts hold together.")] long MoneySupply,
    [property: Column("minted_minor", "Money minted in the tick: endowment, immigration, rewards, ramp, drops.")] long Minted,
    [property: Column("immigration_minor", "Part of it that entrants, participants and subsystems, brought with them: their endowments.")] long Immigration,
    [property: Column("burnt_minor", "Money burnt in the tick: sinks, redemptions, and what those who left took away.")] long Burnt,
    [property: Column("treasury_minor", "Money of the treasury.")] long Treasury,
    [property: Column("departed_minor",
        "Money of participants that have left: it is part of the supply, and circulates no more.")] long Departed,
    [property: Column("notional_minor", "N: price × quantity over all trades of the tick.")] long Notional,
    [property: Column("spending_minor",
        "S: payments for goods and services: N, primary sales, compute, and fees of subsystems.")] long Spending,
    [property: Column("money_mean_minor",
        "M: mean of the opening and closing money stock in circulation: without mint, treasury, and those who have left.")] double MeanMoney,
    [property: Column("turnover_per_tick", "Turnover of the asset markets, N / M.")] double Turnover,
    [property: Column("velocity_per_tick", "V: velocity of money, S / M.")] double Velocity,
    [property: Column("price_index",
        "P: price index over all that is bought (prices.csv), GEKS–Fisher over a rolling window; 1 in the first tick in which something is. Empty where nothing was bought, or where the goods compared with the other ticks of the window make up less than a quarter of the spending, on average over them.")] double PriceIndex,
    [property: Column("price_index_assets", "The same over the asset markets alone.")] double PriceIndexAssets,
    [property: Column("price_index_compute", "The same over compute alone.")] double PriceIndexCompute,
    [property: Column("price_index_primary", "The same over primary sales alone.")] double PriceIndexPrimary,
    [property: Column("real_volume", "Q = S / P.")] double RealVolume,
    [property: Column("money_gini", "Gini coefficient of money over active participants.")] double MoneyGini,
    [property: Column("wealth_gini",
        "Gini coefficient of wealth: money, and assets at the price of their last sale; those never sold at their initial price.")] double WealthGini,
    [property: Column("wealth_top1_share",
        "Share of wealth held by the wealthiest 1 %, by the Lorenz curve: where that is no whole number of participants, the last one counts in part.")] double TopOnePercent,
    [property: Column("wealth_top10_share", "Share of wealth held by the wealthiest 10 %, likewise.")] double TopTenPercent,
    [property: Column("utility_utils", "Utility from activities, jobs and assets used, over all participants.")] double Utility,
    [property: Column("rest_share", "Share of attention that went to no activity.")] double RestShare,
    [property: Column("reward_factor", "Factor on all rewards, steered by the supply rule.")] double RewardFactor,
    [property: Column("tasks_offered",
        "Tasks put before the allocator: sessions, waiting jobs, and units of assets asked for.")] int TasksOffered,
    [property: Column("jobs_arrived", "Jobs that arrived.")] int JobsArrived,
    [property: Column("jobs_waiting", "Jobs waiting after allocation.")] int JobsWaiting,
    [property: Column("jobs_running", "Jobs running after allocation.")] int JobsRunning,
    [property: Column("jobs_completed", "Jobs completed in the tick.")] int JobsCompleted,
    [property: Column("jobs_expired", "Jobs given up in the tick: out of patience, or out of money.")] int JobsExpired,
    [property: Column("jobs_wait_mean_ticks", "Mean wait of the jobs that started in the tick; empty where none did.")] double MeanWait,
    [property: Column("welfare_minor",
        "Value of what was newly allocated in the tick, as bid: Σ q·s. Jobs that run on are not in it.")] double Welfare,
    [property: Column("welfare_bound_minor",
        "Upper bound on the welfare of any allocation of the capacity that was free to the tasks that were let bid for it (weak duality).")] double WelfareBound,
    [property: Column("certified_ratio", "Welfare over its bound.")] double CertifiedRatio,
    [property: Column("revenue_forgone_minor", "Revenue not charged because no entry pays more than its value.")] double RevenueForgone,
    [property: Column("rounding_loss_minor", "Welfare lost between real shares and parts per million.")] double RoundingLoss,
    [property: Column("journal_entries", "Entries in the tick's journal.")] int JournalEntries);

/// <summary>A subsystem in a tick.</summary>
[Table("subsystems", "One row per tick and subsystem.")]
public readonly record struct SubsystemRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
    [property: Column("participants", "Participants with a session.")] int Participants,
    [property: Column("attention_hours", "Attention given to sessions, those that were refused included.")] double AttentionHours,
    [property: Column("service", "Share of the compute asked for by sessions that was allocated, weighted by attention.")] double Service,
    [property: Column("crowding", "Factor that crowding leaves of utility, 1 − (n/N̄)^β.")] double Crowding,
    [property: Column("network", "Factor of the network effect.")] double Network,
    [property: Column("utility_utils", "Utility of the sessions.")] double Utility,
    [property: Column("crowding_externality_utils",
        "Utility that the participants take from one another by crowding: n times what one takes from the others.")] double Externality,
    [property: Column("compute_paid_minor", "Payments for the sessions' compute.")] long ComputePaid,
    [property: Column("reward_minor", "Rewards minted.")] long Reward,
    [property: Column("fee_minor", "Fees received.")] long Fee,
    [property: Column("burnt_minor", "Fees burnt.")] long Burnt);

/// <summary>One resource of one pool in a tick.</summary>
[Table("allocation", "One row per tick, pool and resource.")]
public readonly record struct AllocationRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("pool", "Name of the pool or of the issue.", Key = true)] string Pool,
    [property: Column("resource",
        "cpu (cores), gpu (GPUs), memory (GiB), bandwidth (Mbit/s) or storage (GiB); for an issue its asset (units).",
        Key = true)] string Resource,
    [property: Column("capacity_milli", "Capacity, thousandths of the unit.")] long Capacity,
    [property: Column("committed_milli", "Held by jobs that started earlier.")] long Committed,
    [property: Column("demanded_milli", "Asked for by the tasks that may use the pool.")] long Demanded,
    [property: Column("allocated_milli", "Newly allocated.")] long Allocated,
    [property: Column("utilisation", "Committed and newly allocated over capacity.")] double Utilisation,
    [property: Column("price_minor_per_unit_hour",
        "Price of one unit for an hour, or of one unit of an asset in limited issue: found by the policy, or posted.")] double Price,
    [property: Column("revenue_minor", "Payments received by the pool in the tick; the same for all its resources.")] long Revenue);

/// <summary>How evenly a tick's compute was shared out.</summary>
[Table("fairness", "One row per tick: how evenly compute was shared out, and what it was worth.")]
public readonly record struct FairnessRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("tasks", "Tasks put before the allocator.")] int Tasks,
    [property: Column("starved_tasks", "Tasks that got nothing.")] int Starved,
    [property: Column("jain", "Jain's index (Σx)²/(n·Σx²) of the served fractions x of the tasks; empty without tasks.")] double Jain,
    [property: Column("envy_share",
        "Share of tasks that would rather hold what another task was given, by their own scores, payments aside; of 256 tasks, evenly spaced, where there are more.")] double Envy,
    [property: Column("nash_fraction",
        "Nash welfare: geometric mean of the served fractions, each counted as one part per million at least; empty without tasks.")] double NashFraction,
    [property: Column("passes", "Attention passes of the search for prices.")] int Passes,
    [property: Column("value_minor",
        "Value of what was served in the tick, as bid: sessions, units in limited issue, and the work of all jobs, those that run on included.")] double Value);

/// <summary>What one source of tasks was served at one pool in a tick.</summary>
[Table("service", "One row per tick, source of tasks and pool with a share in it: where tasks were served.")]
public readonly record struct ServiceRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("source",
        "Subsystem, for its sessions; jobs of a class: jobs latency-sensitive, best-effort, burstable, guaranteed; or issue and its name.",
        Key = true)] string Source,
    [property: Column("pool", "Pool or issue that served; unserved for what none did.", Key = true)] string Pool,
    [property: Column("tasks",
        "Sum of the tasks' fractions served there. Over pools and unserved they add up to the tasks of the source, of which one that waits counts in every tick.")] double Tasks,
    [property: Column("value_minor", "The same fractions in bids: Σ fraction × bid.")] double Value,
    [property: Column("paid_minor", "Payments for them.")] long Paid);

/// <summary>A market in a tick.</summary>
[Table("markets", "One row per tick and market.")]
public readonly record struct MarketRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("asset", "The asset traded.", Key = true)] string Asset,
    [property: Column("bid_units", "Units asked for.")] long BidUnits,
    [property: Column("ask_units", "Units offered.")] long AskUnits,
    [property: Column("volume_units", "Units traded.")] long Volume,
    [property: Column("price_minor",
        "Price at which the asset was last sold: in the market, else in limited issue; the initial price where it never was, which is no price.")] long Price,
    [property: Column("price_age_ticks",
        "Ticks since that sale; 0 where the price is of this tick, empty where the asset was never sold.")] double PriceAge,
    [property: Column("notional_minor", "Σ price × quantity of its trades.")] long Notional,
    [property: Column("tax_minor", "Transaction tax.")] long Tax,
    [property: Column("supply_units", "Units in existence after the tick.")] long Supply);

/// <summary>A good in a tick.</summary>
[Table("prices", "One row per tick and good that was bought: what the price indices are made of.")]
public readonly record struct PriceRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("class",
        "assets: traded between participants; compute: newly allocated capacity, what running jobs hold was bought before; primary: units in limited issue.", Key = true)] string Class,
    [property: Column("good", "An asset; a pool and one of its resources; or an issue.", Key = true)] string Good,
    [property: Column("quantity", "Units bought; of a resource its unit for an hour.")] double Quantity,
    [property: Column("value_minor",
        "Paid for them; of compute quantity × price, before what is forgone where somebody's bid was lower.")] double Value,
    [property: Column("price_minor", "Value over quantity.")] double Price,
    [property: Column("since_ticks", "Ticks since the good was bought before; empty the first time.")] double Since,
    [property: Column("inflation",
        "Change of its price since then, as a share of it; empty the first time, or where it was 0.")] double Inflation);

/// <summary>A participant at the end of a run.</summary>
[Table("participants", "One row per participant, at the end of the run.", IsLong = true)]
public readonly record struct ParticipantRow(
    [property: Column("participant", "Number of the participant, from 0.", Key = true)] int Participant,
    [property: Column("type", "Participant type.")] string Type,
    [property: Column("active", "1 if it has entered and not left, else 0.")] int Active,
    [property: Column("endowment_minor", "Money received at entry; where an account was used again, by all who have had it.")] long Endowment,
    [property: Column("money_minor", "Money at the end.")] long Money,
    [property: Column("assets_minor",
        "Assets at the end, at the price of their last sale; those never sold at their initial price.")] long Assets,
    [property: Column("attention_seconds_per_tick", "Attention budget.")] double Attention,
    [property: Column("utility_utils", "Utility over the run, of the last who had the account.")] double Utility,
    [property: Column("units", "Units of all assets at the end.")] long Units);

/// <summary>A trade.</summary>
[Table("trades", "One row per trade.", IsLong = true)]
public readonly record struct TradeRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("trade", "Number of the trade in the run, from 1.", Key = true)] long Trade,
    [property: Column("asset", "The asset delivered.")] string Asset,
    [property: Column("buyer", "Number of the buying participant; -1 is the treasury.")] int Buyer,
    [property: Column("seller", "Number of the selling participant.")] int Seller,
    [property: Column("quantity_units", "Units delivered.")] long Quantity,
    [property: Column("price_minor", "Price of a unit.")] long Price,
    [property: Column("notional_minor", "Price × quantity.")] long Notional,
    [property: Column("tax_minor", "Tax paid by the buyer on top.")] long Tax)
{
    /// <summary>The treasury as a buyer.</summary>
    public const int Treasury = -1;
}

/// <summary>A cell of the flow matrix.</summary>
[Table("flows", "Flow matrix: one row per tick, token, instrument and sector with a flow. Sums to zero over sectors, and over instruments with the change in holdings.")]
public readonly record struct FlowRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("token", "currency, or the name of the asset.", Key = true)] string Token,
    [property: Column("instrument",
        "What the money or the assets moved for; endowment is what was there at the start, immigration what entrants brought later; holdings is the change in holdings by the ledger, with opposite sign.", Key = true)] string Instrument,
    [property: Column("sector", "Participant type, or mint, treasury, subsystems, providers.", Key = true)] string Sector,
    [property: Column("net_inflow", "Net inflow, minor units of the currency or units of the asset.")] long NetInflow);

/// <summary>The money of a sector in a tick.</summary>
[Table("sectors", "One row per tick and sector that holds money: the money stock of the identity of exchange, by sector.")]
public readonly record struct SectorRow(
    [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
    [property: Column("sector", "Participant type, or treasury, subsystems, providers.", Key = true)] string Sector,
    [property: Column("money_minor", "Money of the sector after the tick.")] long Money,
    [property: Column("departed_minor", "Part of it that belongs to participants that have left.")] long Departed,
    [property: Column("money_mean_minor",
        "Mean of its opening and closing money without that of the departed. Without the treasury these add up to M.")] double MeanMoney);

/// <summary>A block of a tick, where block space is scarce.</summary>
[Table("blocks", "One row per tick and block, where the scenario has frictions: what trades paid for block space, in the books.")]
public readonly record struct BlockRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("block", "Block of the tick, from 1.", Key = true)] int Block,
    [property: Column("base_fee_nano_minor_per_gas", "Base fee, billionths of a minor unit per gas.")] long BaseFee,
    [property: Column("gas_used", "Gas of the block's trades, by the table of gas.")] long GasUsed,
    [property: Column("gas_limit", "Gas that fits into the block.")] long GasLimit,
    [property: Column("trades", "Trades in the block.")] int Trades,
    [property: Column("waiting", "Trades sent but in no block yet.")] int Waiting,
    [property: Column("delay_mean_blocks",
        "Mean number of blocks that the block's trades waited for; empty where it has none.")] double MeanDelay,
    [property: Column("lapsed", "Trades that no block of the tick has taken; given in the tick's last block.")] long Lapsed,
    [property: Column("burnt_minor", "Base fees paid; they are burnt.")] long Burnt,
    [property: Column("tips_minor", "Priority fees paid to the treasury.")] long Tips,
    [property: Column("surplus_minor",
        "Buyers' limits less sellers' limits, over the units traded: the gain from trade in stated limits.")] long Surplus,
    [property: Column("surplus_lapsed_minor", "The same of the trades that lapsed.")] long SurplusLapsed);

/// <summary>What a tick's allocation turned out to be worth.</summary>
[Table("quality", "One row per tick, where quality of service differs between pools: what the tick's new allocation turned out to be worth.")]
public readonly record struct QualityRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("realised_welfare_minor",
        "Σ b·quality·share over what was newly allocated, noise and crowding included.")] double RealisedWelfare,
    [property: Column("quality_mean",
        "Quality of what was newly allocated, weighted by bid × share; 1 is what was bid for. Empty where nothing was.")] double Quality,
    [property: Column("loss_minor",
        "Payments beyond the value received, found out after the fact: Σ (payment − b·quality·share)⁺.")] double Loss,
    [property: Column("oracle_welfare_minor",
        "What the same tasks would have realised if allocated by true quality, under the same policy and temperature and with the same noise. Empty unless quality.oracle is set.")] double OracleWelfare,
    [property: Column("temperature",
        "Temperature of the attention in the tick: exploration raises it. Empty where it is the scenario's own.")] double Temperature,
    [property: Column("score_loss",
        "Loss of the model's expectations of this tick's qualities, before it learnt from them. Empty without a model.")] double ScoreLoss);

/// <summary>What regions told one another of their pools in a tick.</summary>
[Table("exchange", "One row per tick, where allocation has a scope: what regions told one another of their pools, and what it would be worth to know all.")]
public readonly record struct ExchangeRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("sent_bytes",
        "Features of pools and of their summaries that regions sent, once for each receiver, eight bytes a number.")] long Sent,
    [property: Column("redundancy",
        "Part of the bytes that the receiver already held from the time before; 0 where nothing was sent.")] double Redundancy,
    [property: Column("staleness_ticks",
        "Mean age of what regions know of the pools of others that they see; 0 where they see none.")] double Staleness,
    [property: Column("realised_welfare_minor", "As in quality.csv.")] double RealisedWelfare,
    [property: Column("global_welfare_minor",
        "What the same tasks would have realised with global scope, same model, policy, temperature and noise. Empty unless scope.compare is set.")] double GlobalWelfare,
    [property: Column("due_minor", "What the bytes cost at scope.price.")] long Due,
    [property: Column("paid_minor", "What the treasury paid of it, to the pools of the regions that sent.")] long Paid,
    [property: Column("bandwidth_mbit_s", "Bandwidth that it took of pools, by scope.bandwidth.")] double Bandwidth);

/// <summary>How a tick was settled.</summary>
[Table("settlement", "One row per tick: how its journal was settled on chain.")]
public readonly record struct SettlementRow(
    [property: Column("tick", "Tick; 0 holds the endowments.", Key = true)] int Tick,
    [property: Column("journal_root", "Merkle root of the tick's journal (SHA-256).")] string JournalRoot,
    [property: Column("journal_entries", "Entries in the journal.")] int JournalEntries,
    [property: Column("first_batch",
        "Number of the first batch, in one sequence with the closes of ticks; empty where the tick needed none or is unsettled.")] long? FirstBatch,
    [property: Column("batches", "Transactions, the close of the tick not counted.")] int Batches,
    [property: Column("settled_entries", "Entries or net changes sent.")] int SettledEntries,
    [property: Column("gas", "Gas used, the close of the tick included.")] long Gas,
    [property: Column("lag_ticks", "How many ticks the simulation was ahead when the tick was closed on chain.")] int LagTicks,
    [property: Column("status", "settled, or unsettled (books only).")] string Status,
    [property: Column("network_fees_minor",
        "Fees for block space as the books charged them (blocks.csv); 0 where it is free.")] long NetworkFees = 0);

/// <summary>What a settlement mode takes for the same run.</summary>
[Table("ladder", "Only after `economy ladder`: one row per settlement mode, for the same journals on a fresh node each.")]
public readonly record struct LadderRow(
    [property: Column("rung", "Place on the ladder, the most faithful first.", Key = true)] int Rung,
    [property: Column("mode", "per-trade signed, per-trade, batch or netted.")] string Mode,
    [property: Column("node", "hardhat or anvil.")] string Node,
    [property: Column("transactions", "Transactions, closes of ticks included.")] long Transactions,
    [property: Column("journal_entries", "Entries of the journals, all settled.")] long JournalEntries,
    [property: Column("trades", "Trades among them.")] long Trades,
    [property: Column("gas", "Gas used.")] long Gas,
    [property: Column("gas_per_trade",
        "Gas of a trade's entries. Other entries are counted at the mean of their mode; in the per-trade modes, at that of batch.")] double GasPerTrade,
    [property: Column("seconds", "From the first journal to the last receipt.")] double Seconds,
    [property: Column("trades_per_second", "Trades over seconds.")] double TradesPerSecond,
    [property: Column("entries_per_second", "Journal entries over seconds.")] double EntriesPerSecond,
    [property: Column("seconds_per_tick",
        "Time that a tick waits for its close, with one tick under way after the other.")] double SecondsPerTick,
    [property: Column("hides", "What the chain does not show.")] string Hides);
