# Writes sunspots.csv and dax.csv from the data sets that come with R.

months <- seq(as.Date("1749-01-01"), by = "month", length.out = length(sunspots))
stopifnot(length(sunspots) == 2820, format(tail(months, 1), "%Y-%m") == "1983-12")
lines <- sprintf("%s,%.1f", format(months, "%Y-%m"), as.numeric(sunspots))
writeLines(c("Month,Sunspots", lines), "sunspots.csv")

# R tells the prices of working days without their dates: they are put on successive weekdays.
dax <- as.numeric(EuStockMarkets[, "DAX"])
days <- seq(as.Date("1991-07-01"), by = "day", length.out = 2 * length(dax))
weekdays <- days[as.POSIXlt(days)$wday %in% 1:5][seq_along(dax)]
prices <- format(dax, nsmall = 2, trim = TRUE)
writeLines(c("Date,Open,High,Low,Close", paste(weekdays, prices, prices, prices, prices, sep = ",")), "dax.csv")
