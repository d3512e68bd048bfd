#!/usr/bin/env bash
# Makes data/account.csv and data/sale.csv from invoice lines of the Online Retail data set (Daqing
# Chen, 2015, UCI Machine Learning Repository, CC BY 4.0). Same input, same bytes out; needs only
# bash and the perl that every Debian has.
#   programs/online-retail/extract.sh INVOICES.csv [OUTPUT-FOLDER]
# INVOICES.csv has the original columns: InvoiceNo,StockCode,Description,Quantity,InvoiceDate,
# UnitPrice,CustomerID,Country. What is changed, and that nothing is dropped, stands in README.md.
set -euo pipefail
export LC_ALL=C

input=${1:?usage: extract.sh INVOICES.csv [OUTPUT-FOLDER]}
output=${2:-$(dirname "${BASH_SOURCE[0]}")/data}
mkdir -p "$output"

perl - "$input" "$output" <<'PERL'
use strict;
use warnings;

my ($input, $output) = @ARGV;
my $columns = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

open my $in, '<', $input or die "extract: cannot read $input: $!\n";
my $header = <$in> // '';
$header =~ s/\r?\n\z//;
die "extract: $input must have the columns $columns\n" unless $header eq $columns;

# RFC 4180: a field in quotes may hold commas, doubled quotes and line ends.
sub fields {
  my ($line) = @_;
  while (($line =~ tr/"//) % 2) { $line .= <$in> // die "extract: a quote is never closed\n" }
  $line =~ s/\r?\n\z//;
  my @found;
  while ($line =~ /\G(?:"((?:[^"]|"")*)"|([^,"]*))(,|\z)/g) {
    my ($quoted, $bare, $end) = ($1, $2, $3);
    push @found, defined $quoted ? $quoted =~ s/""/"/gr : $bare;
    last if $end eq '';
  }
  return @found;
}

sub written {
  return join ',', map { /[",\n\r]/ ? '"' . s/"/""/gr . '"' : $_ } @_;
}

open my $sales, '>', "$output/sale.csv" or die "extract: cannot write $output/sale.csv: $!\n";
print $sales "customer,country,on,invoice,stock_code,stock_group,description,quantity,unit_price\n";
my %accounts;
while (my $line = <$in>) {
  my ($invoice, $stock, $description, $quantity, $moment, $price, $customer, $country) = fields($line);
  die "extract: line $.: not 8 columns\n" unless defined $country;
  $customer =~ s/\.0\z//;                      # 12923.0 is how a spreadsheet writes 12923
  my $day = substr $moment, 0, 10;             # the time of day decides nothing
  my $group = substr $stock, 0, 1;
  print $sales written($customer, $country, $day, $invoice, $stock, $group, $description,
                       $quantity, $price), "\n";
  $accounts{written($customer, $country)} = 1 unless $customer eq '';
}
close $sales or die "extract: $output/sale.csv: $!\n";

open my $list, '>', "$output/account.csv" or die "extract: cannot write $output/account.csv: $!\n";
print $list "customer,country\n", map { "$_\n" } sort keys %accounts;
close $list or die "extract: $output/account.csv: $!\n";
PERL
