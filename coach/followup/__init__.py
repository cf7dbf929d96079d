"""Follow-up: actual against plan, forecast, the weekly agenda, the monthly report, the calendar. Pure: `today` is an argument."""
