-- The Milestone decision over a ledger in DuckDB's SQL, from CSV to CSV, exact: amounts are read as
-- DECIMAL, counted in cents as BIGINT, rounded half to even by hand and written as DECIMAL. The
-- decision is that of bench/bulk/ledger. {accounts}, {sales}, {thresholds}, {decisions}, {memory},
-- {scratch} and {threads} are filled in by run_duckdb.
SET threads = {threads};
SET memory_limit = {memory};
SET temp_directory = {scratch};
SET preserve_insertion_order = false;

CREATE MACRO half_even_of(num, den) AS
    num // den + CASE
        WHEN 2 * (num % den) > den THEN 1
        WHEN 2 * (num % den) = den AND (num // den) % 2 = 1 THEN 1
        ELSE 0
    END;
CREATE MACRO half_even(num, den) AS
    CASE WHEN num < 0 THEN -half_even_of(-num, den) ELSE half_even_of(num, den) END;

COPY (
    WITH line AS (
        SELECT id, "on", product,
            half_even((list_price * 100)::BIGINT * (100 - (tier_discount * 100)::BIGINT)
                * (100 - (project_discount * 100)::BIGINT), 10000) AS final_price
        FROM read_csv({sales}, header = true, columns = {
            'id': 'VARCHAR', 'on': 'DATE', 'product': 'VARCHAR', 'list_price': 'DECIMAL(9, 2)',
            'tier_discount': 'DECIMAL(3, 2)', 'project_discount': 'DECIMAL(3, 2)'})
    ),
    credited AS (
        SELECT id, "on",
            CASE product WHEN 'Hardware' THEN half_even(final_price, 2) ELSE final_price END AS credit
        FROM line
    ),
    rolled_up AS (
        SELECT id,
            coalesce(sum(credit) FILTER (WHERE "on" >= DATE '2025-01-01'), 0)::BIGINT AS this_year,
            coalesce(sum(credit) FILTER (WHERE "on" < DATE '2025-01-01'), 0)::BIGINT AS last_year
        FROM credited
        WHERE "on" BETWEEN DATE '2024-01-01' AND DATE '2025-12-31'
        GROUP BY id
    ),
    minimum AS (
        SELECT region,
            (max(value) FILTER (WHERE tier = 'Authorized') * 100)::BIGINT AS authorized,
            (max(value) FILTER (WHERE tier = 'Advanced') * 100)::BIGINT AS advanced,
            (max(value) FILTER (WHERE tier = 'Premier') * 100)::BIGINT AS premier
        FROM read_csv({thresholds}, header = true,
            columns = {'region': 'VARCHAR', 'tier': 'VARCHAR', 'value': 'DECIMAL(14, 2)'})
        GROUP BY region
    ),
    placed AS (
        SELECT account.id,
            coalesce(this_year, 0) AS this_year, coalesce(last_year, 0) AS last_year,
            CASE
                WHEN NOT terms_accepted OR coalesce(this_year, 0) < authorized THEN 0
                WHEN certified_until < DATE '2025-12-31' OR coalesce(this_year, 0) < advanced THEN 1
                WHEN coalesce(this_year, 0) < premier THEN 2
                ELSE 3
            END AS tier
        FROM read_csv({accounts}, header = true, columns = {
            'id': 'VARCHAR', 'region': 'VARCHAR', 'certified_until': 'DATE',
            'terms_accepted': 'BOOLEAN'}) AS account
        JOIN minimum USING (region)
        LEFT JOIN rolled_up USING (id)
    )
    SELECT id,
        CASE tier WHEN 0 THEN 'none' WHEN 1 THEN 'Authorized' WHEN 2 THEN 'Advanced'
            ELSE 'Premier' END AS tier,
        this_year::DECIMAL(15, 0) * 0.01 AS this_year,
        last_year::DECIMAL(15, 0) * 0.01 AS last_year,
        (CASE WHEN tier < 3 THEN 0 ELSE half_even(this_year * CASE
            WHEN last_year <= 0 THEN 0
            WHEN this_year * 10 >= last_year * 18 THEN 40
            WHEN this_year * 10 >= last_year * 15 THEN 30
            WHEN this_year * 10 >= last_year * 12 THEN 25
            ELSE 0 END, 1000) END)::DECIMAL(15, 0) * 0.01 AS rebate
    FROM placed
    ORDER BY id
) TO {decisions} (HEADER, DELIMITER ',');
