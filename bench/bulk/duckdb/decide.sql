-- The Milestone decision in DuckDB's SQL, from CSV to CSV, exact: amounts are read as DECIMAL, counted
-- in cents as BIGINT, rounded half to even by hand (its own round_even goes through binary fractions)
-- and written as DECIMAL. A row whose products leave 64 bits stops it with an error; the rows that it
-- is given have none. {accounts}, {thresholds}, {decisions} and {threads} are filled in by
-- run_duckdb.
SET threads = {threads};

CREATE MACRO half_even(num, den) AS
    num // den + CASE
        WHEN 2 * (num % den) > den THEN 1
        WHEN 2 * (num % den) = den AND (num // den) % 2 = 1 THEN 1
        ELSE 0
    END;

CREATE TYPE region AS ENUM ('DACH', 'UKI', 'FRA', 'NORD', 'SEUR', 'CEE', 'NA', 'APAC');

-- A list for each tier, by region; a join would be the other way, and lose the order of the rows.
CREATE TABLE minimum AS
    SELECT tier, list((value * 100)::BIGINT ORDER BY region) AS by_region
    FROM read_csv({thresholds}, header = true,
        columns = {'region': 'region', 'tier': 'VARCHAR', 'value': 'DECIMAL(14, 2)'})
    GROUP BY tier;
SET VARIABLE authorized = (SELECT by_region FROM minimum WHERE tier = 'Authorized');
SET VARIABLE advanced = (SELECT by_region FROM minimum WHERE tier = 'Advanced');
SET VARIABLE premier = (SELECT by_region FROM minimum WHERE tier = 'Premier');

COPY (
    WITH account AS (
        SELECT id, enum_code(region) + 1 AS region,
            (software_list * 100)::BIGINT AS software,
            (care_list * 100)::BIGINT AS care,
            (hardware_list * 100)::BIGINT AS hardware,
            (previous_year_revenue * 100)::BIGINT AS previous_revenue,
            certificates_advanced, certificates_premier, days_since_expiry,
            terms_accepted, business_plan, brand_aligned,
            (CASE current_tier
                WHEN 'none' THEN 100 WHEN 'Authorized' THEN 80 WHEN 'Advanced' THEN 70 ELSE 66
             END)::BIGINT * (10000 - (project_discount * 10000)::BIGINT) AS paid
        FROM read_csv({accounts}, header = true, columns = {
            'id': 'VARCHAR', 'region': 'region',
            'software_list': 'DECIMAL(14, 2)', 'care_list': 'DECIMAL(14, 2)',
            'hardware_list': 'DECIMAL(14, 2)', 'project_discount': 'DECIMAL(5, 4)',
            'previous_year_revenue': 'DECIMAL(14, 2)',
            'certificates_advanced': 'UTINYINT', 'certificates_premier': 'UTINYINT',
            'days_since_expiry': 'SMALLINT', 'terms_accepted': 'BOOLEAN',
            'business_plan': 'BOOLEAN', 'brand_aligned': 'BOOLEAN', 'current_tier': 'VARCHAR'})
    ),
    sold AS (
        SELECT *, half_even(
            2 * (half_even(software * paid, 1000000) + half_even(care * paid, 1000000))
                + half_even(hardware * paid, 1000000), 2) AS sales
        FROM account
    ),
    placed AS (
        SELECT id, sales, previous_revenue,
            CASE
                WHEN NOT terms_accepted OR sales < getvariable('authorized')[region] THEN 0
                WHEN days_since_expiry > 60 OR certificates_advanced < 1
                    OR certificates_premier < 1 OR sales < getvariable('advanced')[region] THEN 1
                WHEN certificates_advanced < 2 OR certificates_premier < 2
                    OR NOT business_plan OR NOT brand_aligned OR sales < getvariable('premier')[region] THEN 2
                ELSE 3
            END AS tier
        FROM sold
    )
    SELECT id,
        CASE tier WHEN 0 THEN 'none' WHEN 1 THEN 'Authorized' WHEN 2 THEN 'Advanced'
            ELSE 'Premier' END AS tier,
        CASE tier WHEN 0 THEN '0%' WHEN 1 THEN '20%' WHEN 2 THEN '30%' ELSE '34%' END AS discount,
        sales::DECIMAL(15, 0) * 0.01 AS sales_revenue,
        (CASE WHEN tier < 3 THEN 0 ELSE half_even(sales * CASE
            WHEN sales * 10 >= previous_revenue * 18 THEN 40
            WHEN sales * 10 >= previous_revenue * 15 THEN 30
            WHEN sales * 10 >= previous_revenue * 12 THEN 25
            ELSE 0 END, 1000) END)::DECIMAL(15, 0) * 0.01 AS rebate
    FROM placed
) TO {decisions} (HEADER, DELIMITER ',');
